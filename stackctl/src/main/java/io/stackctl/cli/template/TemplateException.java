package io.stackctl.cli.template;

import java.io.Serial;

/** The user's template is wrong: it does not parse, or asks for something that is not there. */
public final class TemplateException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }

    static TemplateException parsing(int line, String message) {
        return new TemplateException("template parsing error: template: :" + line + ": " + message);
    }

    static TemplateException executing(String message) {
        return new TemplateException("template: " + message);
    }
}
