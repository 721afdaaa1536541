package io.stackctl.node.dns;

/** The response codes that we send or tell apart (RFC 1035, 4.1.1). */
enum ResponseCode {
    NO_ERROR(0),
    FORMAT_ERROR(1),
    SERVER_FAILURE(2),
    NO_SUCH_NAME(3),
    NOT_IMPLEMENTED(4),
    REFUSED(5);

    private final int number;

    ResponseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
