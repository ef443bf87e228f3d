/**
 * The window. The View and the ViewModel of one panel stand side by side under the same name: the ViewModel holds what is shown and
 * what a person may do, in observable properties, and knows no control, so that it is tested without a window; the View puts
 * controls round it and decides nothing.
 *
 * <p>All work happens in {@link org.siguard.experiment.Runner} on a background thread; what it tells reaches the window's thread
 * through {@link org.siguard.ui.LatestRun}, gathered and in order. Start reading at {@link org.siguard.ui.Workbench}, then
 * {@link org.siguard.ui.WorkbenchViewModel}.
 *
 * <p>The centre has tabs, one {@link org.siguard.ui.Page} each; another tab is another page in the list that
 * {@link org.siguard.ui.WorkbenchView} makes. What a page computes for itself it computes as {@link org.siguard.ui.SideWork}: when
 * somebody looks, for the newest question, and only while no run is under way. All there is to do is a
 * {@link org.siguard.ui.Command}: keys, the palette and the list of keys are made from one list, {@link org.siguard.ui.WindowCommands}.
 *
 * <p>A sweep ({@link org.siguard.ui.SweepViewModel}) runs in a thread of its own beside the previews; it and a measurement keep each other
 * waiting, since both would spoil the other's times. What a person points at is one {@link org.siguard.ui.Selection} for all pages: a run (of
 * which {@link org.siguard.ui.ChosenRun} knows the figures), a record, and ranges. Charts stand in a {@link org.siguard.ui.ChartPane}, which
 * zooms, marks and reads out values.
 */
package org.siguard.ui;
