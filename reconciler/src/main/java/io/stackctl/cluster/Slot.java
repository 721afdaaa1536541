package io.stackctl.cluster;

/** The place that a task fills: the nth replica, or the one on a node. */
public sealed interface Slot extends Comparable<Slot> {
    /** Numbered from 1. */
    record Replica(int number) implements Slot {
        public Replica {
            if (number < 1) {
                throw new IllegalArgumentException("replicas are numbered from 1: " + number);
            }
        }
    }

    record OnNode(NodeId node) implements Slot {}

    @Override
    default int compareTo(Slot other) {
        return switch (this) {
            case Replica(int a) when other instanceof Replica(int b) -> Integer.compare(a, b);
            case OnNode(NodeId a) when other instanceof OnNode(NodeId b) -> a.compareTo(b);
            case Replica _ -> -1;
            case OnNode _ -> 1;
        };
    }
}
