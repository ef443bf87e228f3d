package org.siguard.experiment;

/** How true a run is. */
public enum Fidelity {
    /** On the clear twin; latency predicted from declared costs. */
    PREVIEW("preview"),
    /** On the chosen engine; computing measured, network time computed from real messages. */
    MEASURED("measured");

    private final String label;

    Fidelity(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
