package org.siguard.app.bench;

/** One measurement, by name. */
interface Benchmark {
    String name();

    Result run(Effort effort);
}
