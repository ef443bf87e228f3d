/**
 * The window. The View and the ViewModel of one panel stand side by side under the same name: the ViewModel holds what is shown and
 * what a person may do, in observable properties, and knows no control, so that it is tested without a window; the View puts
 * controls round it and decides nothing.
 *
 * <p>All work happens in {@link org.siguard.experiment.Runner} on a background thread; what it tells reaches the window's thread
 * through {@link org.siguard.ui.LatestRun}, gathered and in order. Start reading at {@link org.siguard.ui.Workbench}, then
 * {@link org.siguard.ui.WorkbenchViewModel}.
 */
package org.siguard.ui;
