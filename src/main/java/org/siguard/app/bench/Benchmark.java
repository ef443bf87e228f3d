package org.siguard.app.bench;

import java.util.List;

/** A measurement, by name. */
interface Benchmark {
    String name();

    /** The figure that bears its name; after it, where there are such, others of the same work, named {@code name/what}. */
    List<Result> run(Effort effort);
}
