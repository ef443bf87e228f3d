package org.siguard.app.bench;

import java.util.List;

/** Benchmarks that belong together. */
record Suite(String name, List<Benchmark> benchmarks) {
}
