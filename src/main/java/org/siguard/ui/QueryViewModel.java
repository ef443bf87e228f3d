package org.siguard.ui;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.query.Candidate;
import org.siguard.experiment.query.Candidates;
import org.siguard.experiment.query.QueryDesk;
import org.siguard.experiment.query.QueryStory;
import org.siguard.guard.SearchLog;

/** One query: which records there are, which one was picked, what became of it, and how far the person has stepped through it. */
final class QueryViewModel {
    private final SideWork<Experiment, Candidates> records;
    private final SideWork<Asked, QueryStory> stories;
    private final ReadOnlyObjectWrapper<Candidates> candidates = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Candidate> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<QueryStory> story = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Set<Integer>> picked = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper headline = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper where = new ReadOnlyStringWrapper("");
    private final IntegerProperty step = new SimpleIntegerProperty();
    private Experiment experiment;
    private int place;
    private final ReadOnlyBooleanWrapper seen = new ReadOnlyBooleanWrapper();
    private boolean looking;
    private boolean storyWanted = true;

    /** A question; records are told apart by their place alone. */
    private record Asked(Experiment experiment, int place) {
    }

    QueryViewModel(QueryDesk desk, Threads threads) {
        records = new SideWork<>(threads, desk::candidates);
        stories = new SideWork<>(threads, (asked, progress, cancellation) -> desk.tell(asked.experiment,
                desk.candidates(asked.experiment, progress, cancellation).all().get(asked.place), progress, cancellation));
        records.stateProperty().subscribe(this::heardRecords);
        stories.stateProperty().subscribe(this::heardStory);
        step.subscribe(any -> describe());
    }

    /** The records to choose from; null until they are known. */
    ReadOnlyObjectProperty<Candidates> candidatesProperty() {
        return candidates.getReadOnlyProperty();
    }

    /** The record that was picked; null until there is one. */
    ReadOnlyObjectProperty<Candidate> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** What became of it; null while it is not known for the settings that are chosen. */
    ReadOnlyObjectProperty<QueryStory> storyProperty() {
        return story.getReadOnlyProperty();
    }

    /** Why there is nothing to see, or that what is seen is about to change; empty where all is well. */
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Whether somebody looks at the story: drawing it for nobody would only take time. */
    ReadOnlyBooleanProperty seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** The record and its answer in a sentence or two. */
    ReadOnlyStringProperty headlineProperty() {
        return headline.getReadOnlyProperty();
    }

    /** The point of the search that is looked at, in words. */
    ReadOnlyStringProperty whereProperty() {
        return where.getReadOnlyProperty();
    }

    /** From 0 to {@link #steps}: a point of the search, or, at the end, what was released. */
    IntegerProperty stepProperty() {
        return step;
    }

    /** How many points the search has. */
    int steps() {
        return story.get() == null ? 0 : story.get().points().size();
    }

    /** The answer at the point that is looked at. */
    double[] answer() {
        QueryStory now = story.get();
        return step.get() < steps() ? now.points().get(step.get()).prediction() : now.after();
    }

    void forward() {
        stepTo(step.get() + 1);
    }

    void backward() {
        stepTo(step.get() - 1);
    }

    void stepTo(int wanted) {
        step.set(Math.clamp(wanted, 0, steps()));
    }

    /** The places of records that were picked together, on another page. */
    ReadOnlyObjectProperty<Set<Integer>> pickedProperty() {
        return picked.getReadOnlyProperty();
    }

    void pick(Set<Integer> places) {
        picked.set(places);
    }

    /** Picks a record by its place. */
    void choose(int wanted) {
        place = Math.max(0, wanted);
        settle();
    }

    int place() {
        return place;
    }

    /** Other settings were chosen. */
    void set(Experiment now) {
        experiment = now;
        ask();
    }

    /**
     * Whether somebody looks.
     *
     * @param story whether at the story too, or at the records alone
     */
    void look(boolean now, boolean story) {
        looking = now;
        storyWanted = story;
        seen.set(now && story);
        ask();
    }

    /** Whether nothing else runs. */
    void mayWork(boolean quiet) {
        records.mayWork(quiet);
        stories.mayWork(quiet);
    }

    private void ask() {
        if (experiment == null || !looking) {
            return;
        }
        records.want(population(experiment));
        settle();
    }

    /** What decides which records there are, everything else at its default: changing the guard asks for no other records. */
    private static Experiment population(Experiment of) {
        return Experiment.standard().with(Experiment.MODEL, of.get(Experiment.MODEL)).with(Experiment.QUERIES, of.get(Experiment.QUERIES))
                .with(Experiment.SEED, of.get(Experiment.SEED)).with(Experiment.RECORDS, of.get(Experiment.RECORDS));
    }

    private void heardRecords(SideWork.State<Candidates> state) {
        switch (state) {
            case SideWork.Answered<Candidates> answered -> {
                candidates.set(answered.answer());
                settle();
            }
            case SideWork.Failed<Candidates> failed -> note.set(failed.message());
            case SideWork.Waiting<Candidates> waiting -> {
                candidates.set(null);
                chosen.set(null);
                note.set("The records are fetched as soon as nothing else runs.");
            }
            case SideWork.Working<Candidates> working -> note.set("Fetching the records" + phase(working.phase()));
            case SideWork.Idle<Candidates> idle -> note.set("");
        }
    }

    private void settle() {
        Candidates known = candidates.get();
        if (known == null) {
            return;
        }
        place = Math.clamp(place, 0, known.all().size() - 1);
        chosen.set(known.all().get(place));
        if (looking && storyWanted) {
            stories.want(new Asked(experiment, place));
        }
        describe();
    }

    private void heardStory(SideWork.State<QueryStory> state) {
        switch (state) {
            case SideWork.Answered<QueryStory> answered -> {
                note.set("");
                boolean same = story.get() != null && story.get().points().size() == answered.answer().points().size();
                int kept = same ? step.get() : answered.answer().points().size();
                story.set(answered.answer());
                step.set(kept);
                describe();
            }
            case SideWork.Failed<QueryStory> failed -> {
                story.set(null);
                note.set(failed.message());
                describe();
            }
            case SideWork.Waiting<QueryStory> waiting -> note.set("Asked as soon as nothing else runs.");
            case SideWork.Working<QueryStory> working -> note.set("Asking the clear twin" + phase(working.phase()));
            case SideWork.Idle<QueryStory> idle -> {
            }
        }
    }

    private static String phase(String phase) {
        return phase.isEmpty() ? " …" : ": " + phase + " …";
    }

    private void describe() {
        headline.set(headlineNow());
        where.set(whereNow());
    }

    private String headlineNow() {
        Candidate subject = chosen.get();
        if (subject == null) {
            return "Pick a record, and see what the guard does to the answer that it gets.";
        }
        String is = "Record " + (subject.place() + 1) + " is of class " + name(subject.label()) + " and "
                + (subject.member() ? "was in the training set (a member)." : "was not in the training set (no member).");
        QueryStory told = story.get();
        if (told == null || told.subject().place() != subject.place()) {
            return is;
        }
        return is + " The model says " + name(told.label()) + (told.label() == subject.label() ? ", which is right" : ", which is wrong")
                + ", with " + percent(told.before()[told.label()]) + "; " + outcome(told);
    }

    private static String outcome(QueryStory told) {
        if (told.undefended()) {
            return "no noise was valid, so " + (told.distortion() == 0 ? "the answer leaves as it came." : "its fallback leaves instead.");
        }
        if (told.distortion() < 1e-4) {
            return "it leaves as it came.";
        }
        return "it leaves with " + percent(told.after()[told.label()]) + ", and h "
                + (told.opinions().turned() ? "has changed its mind." : "still thinks as before.");
    }

    private String whereNow() {
        QueryStory told = story.get();
        if (told == null) {
            return "";
        }
        List<SearchLog.Point> points = told.points();
        if (points.isEmpty()) {
            return "The guard " + told.guard() + " answers in one step; h: " + opinion(told.opinions().before()) + " before, "
                    + opinion(told.opinions().after()) + " after.";
        }
        int at = step.get();
        if (at >= points.size()) {
            return "Released. h: " + opinion(told.opinions().before()) + " before, " + opinion(told.opinions().after()) + " after.";
        }
        SearchLog.Point point = points.get(at);
        boolean keeps = best(point.prediction()) == best(told.before());
        return String.format(Locale.ROOT, "Outer iteration %d of %d, step %d of %d: h %s (%.2f), label %s%s.", point.outer() + 1,
                points.getLast().outer() + 1, point.inner(), points.getLast().inner(),
                point.opinion() > 0 ? "thinks as at the start" : "has changed its mind", point.opinion(), keeps ? "kept" : "lost",
                point.valid() ? "; valid" : point.examined() ? "; not valid" : "");
    }

    private static String opinion(double logit) {
        return String.format(Locale.ROOT, "%s (%.2f)", logit > 0 ? "member" : "no member", logit);
    }

    private static int best(double[] p) {
        int best = 0;
        for (int i = 1; i < p.length; i++) {
            best = p[i] > p[best] ? i : best;
        }
        return best;
    }

    private String name(int label) {
        Candidates known = candidates.get();
        return known == null ? String.valueOf(label) : known.labels().get(label);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
    }
}
