/**
 * Figures for people: what window, report and files show. What is drawn is a small immutable record that implements
 * {@link org.siguard.report.Drawing} and holds nothing but what it shows, so that a run, a sweep and an audit can all feed it; next to
 * each stands the class that draws it. {@link org.siguard.report.ChartTheme} says how everything looks, light and dark;
 * {@link org.siguard.report.ChartFiles} is the one place where figures are written. The window draws a run's figures as they come
 * ({@link org.siguard.report.AttackChart}, {@link org.siguard.report.Top1Chart}, {@link org.siguard.report.LatencyChart}) and says them in
 * words ({@link org.siguard.report.Findings}).
 *
 * <p>Nothing here knows a window, and nothing here computes a figure. Reports are in {@code report.paper} (what they say) and
 * {@code report.document} (how they are written down). Start reading at {@link org.siguard.report.Drawing}.
 */
package org.siguard.report;
