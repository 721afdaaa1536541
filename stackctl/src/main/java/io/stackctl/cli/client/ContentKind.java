package io.stackctl.cli.client;

/** Secrets and configs are kept alike. */
public enum ContentKind {
    SECRET,
    CONFIG;

    public String word() {
        return switch (this) {
            case SECRET -> "secret";
            case CONFIG -> "config";
        };
    }
}
