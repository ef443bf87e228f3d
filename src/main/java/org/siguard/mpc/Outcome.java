package org.siguard.mpc;

/** What the client took home, and what it cost. */
public record Outcome<R>(R result, Costs costs) {
}
