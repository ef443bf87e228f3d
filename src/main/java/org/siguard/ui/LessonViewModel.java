package org.siguard.ui;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import org.siguard.experiment.Experiment;

/** A lesson under way: each step sets what it is about, opens its page and shows only the controls that matter. */
final class LessonViewModel {
    private final ExperimentViewModel experiment;
    private final StringProperty page;
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper first = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper last = new ReadOnlyBooleanWrapper();
    private Lesson lesson;
    private int place;
    private Experiment before;
    private String pageBefore;

    LessonViewModel(ExperimentViewModel experiment, StringProperty page) {
        this.experiment = experiment;
        this.page = page;
    }

    ReadOnlyBooleanProperty underWayProperty() {
        return underWay.getReadOnlyProperty();
    }

    /** Which step it is, and what it is about. */
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty firstProperty() {
        return first.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty lastProperty() {
        return last.getReadOnlyProperty();
    }

    /** Begins at the first step; what was set and the page that was open come back at the end. */
    void start(Lesson wanted) {
        if (!underWay.get()) {
            before = experiment.experiment();
            pageBefore = page.get();
        }
        lesson = wanted;
        underWay.set(true);
        show(0);
    }

    void next() {
        if (underWay.get() && place + 1 < lesson.steps().size()) {
            show(place + 1);
        }
    }

    void previous() {
        if (underWay.get() && place > 0) {
            show(place - 1);
        }
    }

    /** Ends it; all controls are back, what was set before, and the page that was open. */
    void end() {
        if (underWay.get()) {
            underWay.set(false);
            experiment.showAll();
            experiment.set(before);
            page.set(pageBefore);
        }
    }

    /** What the person has set, which a lesson only borrows. */
    Experiment own() {
        return underWay.get() ? before : experiment.experiment();
    }

    private void show(int wanted) {
        place = wanted;
        Lesson.Step step = lesson.steps().get(wanted);
        title.set(wanted + 1 + " of " + lesson.steps().size() + "  " + step.title());
        sentence.set(step.say());
        first.set(wanted == 0);
        last.set(wanted + 1 == lesson.steps().size());
        experiment.showOnly(step.controls());
        experiment.set(step.experiment());
        page.set(step.page());
    }
}
