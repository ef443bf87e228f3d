package org.siguard.mpc;

/**
 * What is computed: three parts that run at the same time, each by those it concerns. Every server runs the same
 * {@link #serve}. What one party says into the network another must expect, in the same order.
 *
 * @param <R> what the client takes home
 */
public interface SecureProgram<R> {
    /** The model owner's part: it shares its weights. */
    void own(Outsider owner);

    /** The client's part: it shares its input and receives the result. */
    R ask(Outsider client);

    /** The servers' part, run by each of them on its own shares. */
    void serve(FullRing engine);
}
