package org.siguard.mpc.simc;

/** The protocols that do most of their work before there is an input, by what they do about a client that cheats. */
enum Form {
    /** Nothing: safe only as long as the client does what the protocol says. */
    DELPHI("delphi"),
    /** Authenticated shares of every bit of the client's, and labels that are disclosed only where they fit: {@link MusePreparation}. */
    MUSE("muse"),
    /** Tables behind the labels of oblivious transfers: {@link Preparation}. */
    SIMC_PLUS("simc++");

    private final String label;

    Form(String label) {
        this.label = label;
    }

    /** As users name it. */
    String label() {
        return label;
    }

    /** Whether cheating is looked for. */
    boolean checked() {
        return this != DELPHI;
    }
}
