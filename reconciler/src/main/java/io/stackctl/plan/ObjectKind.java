package io.stackctl.plan;

/** What a step of a plan is about. */
public enum ObjectKind {
    NETWORK("network"),
    SECRET("secret"),
    CONFIG("config"),
    SERVICE("service"),
    STACK("stack");

    private final String text;

    ObjectKind(String text) {
        this.text = text;
    }

    /** The word for it, such as {@code service}. */
    public String text() {
        return text;
    }
}
