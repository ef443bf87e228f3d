package org.siguard.base;

/** Told how far a piece of long work has come. */
@FunctionalInterface
public interface Progress {
    /**
     * @param phase    what is being done, in the user's words
     * @param fraction how much of this phase is done, 0 to 1
     */
    void report(String phase, double fraction);

    /** Nobody listens. */
    static Progress none() {
        return (phase, fraction) -> {
        };
    }
}
