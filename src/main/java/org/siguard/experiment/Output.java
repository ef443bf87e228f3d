package org.siguard.experiment;

/** Which outputs of a model an attack looks at. */
public enum Output {
    /** Computed in floating point, without any party. */
    PLAIN("plain"),
    /** Computed in shares, released as it is. */
    SECURE("secure"),
    /** Computed in shares, guarded before release. */
    GUARDED("guarded");

    private final String label;

    Output(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
