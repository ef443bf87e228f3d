/**
 * Sweeps on Apache Spark: the {@link org.siguard.experiment.sweep.away.Cluster} that a build with {@code -Pspark} brings. One trial is one
 * Spark job of one task, an {@link org.siguard.experiment.sweep.away.Errand} in and its answer out, so that a trial that ends its JVM
 * ends no other.
 *
 * <p>Nothing else in the program knows Spark, and nothing here knows what a trial is. Start reading at
 * {@link org.siguard.spark.SparkCluster}.
 */
package org.siguard.spark;
