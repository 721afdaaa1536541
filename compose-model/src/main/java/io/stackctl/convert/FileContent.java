package io.stackctl.convert;

/** The content of one secret or config, under the name it has in the cluster. The text form shows its size only. */
public final class FileContent {
    private final String name;
    private final byte[] bytes;

    FileContent(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    public String name() {
        return name;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return name + " (" + bytes.length + " bytes)";
    }
}
