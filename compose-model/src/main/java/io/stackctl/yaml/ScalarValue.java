package io.stackctl.yaml;

import java.math.BigInteger;

/** What a scalar stands for after resolution. */
public sealed interface ScalarValue {
    /** The value as text, as Go prints it: {@code 1.10} is {@code 1.1}, null is {@code <nil>}. */
    String print();

    /** What a plain scalar with this text would be. */
    static ScalarValue ofPlain(String text) {
        return PlainScalars.resolve(text);
    }

    record Null() implements ScalarValue {
        @Override
        public String print() {
            return "<nil>";
        }
    }

    record Bool(boolean value) implements ScalarValue {
        @Override
        public String print() {
            return Boolean.toString(value);
        }
    }

    /** A whole number of at most 64 bits; anything wider is a {@link Real}. */
    record Int(BigInteger value) implements ScalarValue {
        @Override
        public String print() {
            return value.toString();
        }
    }

    record Real(double value) implements ScalarValue {
        @Override
        public String print() {
            return GoNumbers.print(value);
        }
    }

    /** A date or a time, which no text was meant to be; printed as Go prints it. */
    record Timestamp(String printed) implements ScalarValue {
        /** As YAML writes it: {@code 2020-01-01T00:00:00Z}. */
        public String yaml() {
            String[] parts = printed.split(" ", -1);
            String zone = parts[2].equals("+0000") ? "Z" : parts[2].substring(0, 3) + ":" + parts[2].substring(3);
            return parts[0] + "T" + parts[1] + zone;
        }

        @Override
        public String print() {
            return printed;
        }
    }

    record Text(String value) implements ScalarValue {
        @Override
        public String print() {
            return value;
        }
    }
}
