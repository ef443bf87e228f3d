package org.siguard.net;

/** Somebody who takes part, by the name that errors and charts use. */
public record Party(String name) {
    @Override
    public String toString() {
        return name;
    }
}
