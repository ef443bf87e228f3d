/**
 * What a run found, for people to look at: the charts that window and report share ({@link org.siguard.report.AttackChart},
 * {@link org.siguard.report.Top1Chart}, {@link org.siguard.report.LatencyChart}), the figures in words
 * ({@link org.siguard.report.Findings}), chart files and the HTML report.
 *
 * <p>Nothing here knows a window, and nothing here computes a figure: what is drawn stands in
 * {@link org.siguard.experiment.Figures}. Start reading at {@link org.siguard.report.ChartTheme}.
 */
package org.siguard.report;
