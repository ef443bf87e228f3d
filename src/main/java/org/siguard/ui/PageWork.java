package org.siguard.ui;

/**
 * What the pages compute and read for themselves, beside the runs: a page asks when somebody looks at it, and computes while the window is
 * quiet.
 */
record PageWork(QueryViewModel query, PartiesViewModel parties, CheatingViewModel cheating, CurvesViewModel curves, RunsViewModel runs,
        SweepViewModel sweep) {
    /** Folders are read anew when somebody comes to look at them. */
    void open(String page) {
        if (page.equals(WorkbenchViewModel.RUNS)) {
            runs.refresh();
        }
        if (page.equals(WorkbenchViewModel.SWEEP)) {
            sweep.refresh();
        }
    }

    /**
     * Somebody looks at this page.
     *
     * @param quiet whether nothing else computes, or is about to
     */
    void attend(String page, boolean quiet) {
        boolean toParties = page.equals(WorkbenchViewModel.PARTIES);
        query.look(toParties || page.equals(WorkbenchViewModel.QUERY), !toParties);
        parties.look(toParties);
        curves.look(page.equals(WorkbenchViewModel.ROC), page.equals(WorkbenchViewModel.CONFIDENCES));
        query.mayWork(quiet);
        parties.mayWork(quiet);
        cheating.mayWork(quiet);
        curves.mayWork(quiet);
    }
}
