package io.stackctl.compose;

/** The files of the machine the command runs on, as this module may see them. */
public interface Files {
    /** The name that stands for the standard input. */
    String STANDARD_INPUT = "-";

    /** The absolute path of the current directory. */
    String workingDirectory();

    /**
     * Reads a whole file.
     *
     * @param path absolute, or {@link #STANDARD_INPUT}; implementations refuse files larger than {@link
     *     Limits#FILE_BYTES}
     */
    Content read(String path);

    /** What reading a file gives. */
    sealed interface Content {
        /** The content, which may be secret: the text form shows its size only. */
        final class Found implements Content {
            private final byte[] bytes;

            public Found(byte[] bytes) {
                this.bytes = bytes.clone();
            }

            public byte[] bytes() {
                return bytes.clone();
            }

            @Override
            public String toString() {
                return bytes.length + " bytes";
            }
        }

        /**
         * The file could not be read.
         *
         * @param reason in words for the user, as in {@code no such file or directory}
         */
        record Failed(String reason) implements Content {}
    }
}
