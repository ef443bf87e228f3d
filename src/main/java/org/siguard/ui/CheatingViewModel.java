package org.siguard.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.siguard.base.Cancellation;
import org.siguard.base.Progress;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.cheating.Cheat;
import org.siguard.experiment.cheating.CheatedRun;
import org.siguard.experiment.cheating.CheatingStage;
import org.siguard.experiment.cheating.StolenRow;
import org.siguard.mpc.Costs;
import org.siguard.mpc.simc.PreparedProtocol;
import org.siguard.mpc.simc.SimcProtocol;
import org.siguard.mpc.simc.Tampering;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Prediction;
import org.siguard.net.Traffic;

/** The person plays the client of an inference between two parties: it cheats in one place, or steals the last layer row by row, and sees what comes of it. */
final class CheatingViewModel {
    /** Stands for the model that is chosen on the left. */
    static final String CHOSEN = "the model on the left";
    static final List<String> MODELS = List.of("mlp-6-8-4", "simc-mnist", CHOSEN);

    /** So many rows are stolen at most; more tell nothing new. */
    private static final int MOST_ROWS = 128;

    private final CheatingStage stage;
    private final Threads threads;
    private final SideWork<Question, Answer> work;
    private final StringProperty model = new SimpleStringProperty(MODELS.getFirst());
    private final StringProperty protocol = new SimpleStringProperty(SimcProtocol.NAME);
    private final ObjectProperty<Tampering.Kind> kind = new SimpleObjectProperty<>(Tampering.Kind.LINEAR_SHARE);
    private final IntegerProperty layer = new SimpleIntegerProperty(1);
    private final IntegerProperty index = new SimpleIntegerProperty();
    private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper("Cheat, and see what the server makes of it.");
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ObservableList<Phase> phases = FXCollections.observableArrayList();
    private final ObservableList<StolenRow> rows = FXCollections.observableArrayList();
    private Experiment experiment;
    private int presses;

    /** A press of a button: each is a question of its own. */
    private record Question(int press, boolean steals, Cheat cheat, NetworkProfile profile) {
    }

    /** Of one inference; or null and how many queries a theft took. */
    private record Answer(CheatedRun run, int queries) {
    }

    /** A line of the costs. What was counted on the wire and what is modelled are two numbers, which are never added. */
    record Phase(String name, int rounds, long counted, long modelled, double milliseconds) {
        /** Whether it stands for several others. */
        boolean isSum() {
            return !name.contains("/");
        }
    }

    CheatingViewModel(CheatingStage stage, Threads threads) {
        this.stage = stage;
        this.threads = threads;
        this.work = new SideWork<>(threads, this::answer);
        work.stateProperty().subscribe(this::heard);
    }

    StringProperty modelProperty() {
        return model;
    }

    StringProperty protocolProperty() {
        return protocol;
    }

    ObjectProperty<Tampering.Kind> kindProperty() {
        return kind;
    }

    /** The layer at which the client cheats, from 0; the last one where the network has no such. */
    IntegerProperty layerProperty() {
        return layer;
    }

    /** Which number of the layer. */
    IntegerProperty indexProperty() {
        return index;
    }

    /** What came of it, in a sentence. */
    ReadOnlyStringProperty verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ObservableList<Phase> phases() {
        return phases;
    }

    /** What was stolen so far, or tried in vain. */
    ObservableList<StolenRow> rows() {
        return rows;
    }

    /** What a protocol is, for somebody who chooses one. */
    static String about(String protocol) {
        return switch (protocol) {
            case SimcProtocol.NAME -> "SIMC: every share has a tag, and a last check comes before the output.";
            case PreparedProtocol.SIMC_PLUS -> "SIMC++: the same, with most of its work done before there is an input.";
            case PreparedProtocol.MUSE -> "MUSE: labels are disclosed for shares with the right tags only; much dearer.";
            default -> "DELPHI's form: no checks. Safe with a client that follows the protocol, and with no other.";
        };
    }

    void set(Experiment now) {
        experiment = now;
    }

    void mayWork(boolean quiet) {
        work.mayWork(quiet);
    }

    /** One inference, cheating as chosen. */
    void ask() {
        want(false);
    }

    /** The last layer, row by row. */
    void steal() {
        want(true);
    }

    void stop() {
        work.want(null);
        busy.set(false);
        detail.set("Stopped.");
    }

    private void want(boolean steals) {
        String name = model.get().equals(CHOSEN) ? experiment.get(Experiment.MODEL) : model.get();
        int least = kind.get().isAtLinearLayer() ? 1 : 0;
        Tampering how = Tampering.of(kind.get(), Math.max(least, layer.get()), index.get());
        NetworkProfile profile = experiment == null ? NetworkProfile.IN_PROCESS : experiment.network();
        work.want(new Question(++presses, steals, new Cheat(name, protocol.get(), how), profile));
    }

    private Answer answer(Question question, Progress progress, Cancellation cancellation) {
        if (!question.steals) {
            return new Answer(stage.ask(question.cheat, question.profile, progress, cancellation), 1);
        }
        onWindow(question, rows::clear);
        int queries = stage.steal(question.cheat.model(), question.cheat.protocol(), MOST_ROWS, row -> onWindow(question, () -> add(row)),
                progress, cancellation);
        return new Answer(null, queries);
    }

    /** Rows of a theft that was given up do not get among those of the next. */
    private void onWindow(Question question, Runnable action) {
        threads.window().execute(() -> {
            if (question.press == presses) {
                action.run();
            }
        });
    }

    private void add(StolenRow row) {
        rows.add(row);
        long learnt = rows.stream().filter(StolenRow::isLearnt).count();
        verdict.set(learnt > 0 ? "The client has " + learnt + (learnt == 1 ? " row" : " rows") + " of the last layer's weights."
                : "The client has learnt nothing: the server ended " + rows.size() + (rows.size() == 1 ? " query." : " queries."));
    }

    private void heard(SideWork.State<Answer> state) {
        busy.set(state instanceof SideWork.Working<Answer> || state instanceof SideWork.Waiting<Answer>);
        switch (state) {
            case SideWork.Answered<Answer> answered when answered.answer().run != null -> tell(answered.answer().run);
            case SideWork.Answered<Answer> answered -> tellTheft(answered.answer().queries);
            case SideWork.Failed<Answer> failed -> {
                verdict.set("This network has no such inference.");
                detail.set(failed.message());
            }
            case SideWork.Waiting<Answer> waiting -> detail.set("As soon as nothing else runs …");
            case SideWork.Working<Answer> working -> detail.set(working.phase().isEmpty() ? "Under way …" : working.phase() + " …");
            case SideWork.Idle<Answer> idle -> {
            }
        }
    }

    private void tellTheft(int queries) {
        long learnt = rows.stream().filter(StolenRow::isLearnt).count();
        double error = rows.stream().mapToDouble(StolenRow::error).max().orElse(0);
        detail.set(queries + " queries, one of them honest. " + (learnt == 0
                ? "Each of the others was ended before the server's share of the output was sent."
                : String.format(Locale.ROOT, "%d of %d rows are learnt; the largest error is %.6f.", learnt, rows.size(), error)));
    }

    private void tell(CheatedRun run) {
        phases.setAll(run.costs().map(costs -> phases(run.cheat().protocol(), costs)).orElse(List.of()));
        Tampering how = run.cheat().tampering();
        if (run.ended()) {
            verdict.set("The server ended the inference. Its share of the output was not sent.");
            detail.set("The client " + how.kind().help() + ". Why it was ended: " + run.reason() + ".");
            return;
        }
        double most = 0;
        for (int i = 0; i < run.output().length; i++) {
            most = Math.max(most, Math.abs(run.output()[i] - run.honest()[i]));
        }
        boolean honest = how.kind() == Tampering.Kind.NONE;
        verdict.set(
                most == 0 ? honest ? "The client was told the right output." : "The client cheated, was not caught, and changed nothing."
                        : "The client cheated, was not caught, and saw the output move.");
        detail.set(most == 0 ? "Bit for bit that of the plain fixed-point network."
                : String.format(Locale.ROOT, "By up to %.5f: how the output moves is what the weights behind that place are.", most));
    }

    private static List<Phase> phases(String protocol, Costs costs) {
        List<Phase> out = new ArrayList<>();
        for (String name : TwoPartyProtocols.phases(protocol)) {
            out.add(phase(name, costs.of(name), costs.predicted(name)));
        }
        out.add(phase("total", costs.total(), costs.predicted("")));
        return out;
    }

    private static Phase phase(String name, Traffic counted, Prediction modelled) {
        return new Phase(name, counted.rounds() + modelled.rounds(), counted.bytes(), modelled.bytes(), counted.nanos() / 1e6);
    }
}
