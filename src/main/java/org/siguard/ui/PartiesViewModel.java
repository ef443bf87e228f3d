package org.siguard.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.GuardedInference;
import org.siguard.experiment.parties.Conversation;
import org.siguard.experiment.parties.Messages;
import org.siguard.experiment.parties.PartyStage;
import org.siguard.experiment.query.Candidate;
import org.siguard.net.Party;
import org.siguard.net.Traffic;

/** One query on shares: what the parties said to one another, up to which round the person has followed it, and what each holds. */
final class PartiesViewModel {
    /** As many rounds are drawn one by one. */
    static final int WINDOW = 24;
    /** The whole conversation is drawn in so many pieces. */
    private static final int STRETCHES = 400;

    private static final Map<String, String> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put(GuardedInference.WEIGHTS, "the owner shares model and guard, once");
        PHASES.put(GuardedInference.INFERENCE, "the servers compute the logits");
        PHASES.put(GuardedInference.GUARD, "the servers perturb the answer");
        PHASES.put(GuardedInference.RELEASE, "the client is sent its shares");
    }

    private final SideWork<Asked, Told> listening;
    private final ReadOnlyObjectWrapper<Conversation> conversation = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper headline = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper where = new ReadOnlyStringWrapper("");
    private final IntegerProperty round = new SimpleIntegerProperty(1);
    private Experiment experiment;
    private Candidate subject;
    private boolean looking;
    private Told told;

    /** A question; records are told apart by their place alone. */
    private record Asked(Experiment experiment, int place) {
    }

    /** What a phase of the conversation came to, all parties together. */
    record Phase(String name, String meaning, int firstRound, int rounds, long messages, long bytes) {
    }

    /** A conversation, and what can only be said of it by going through all of it: tens of thousands of messages, apart from the window. */
    private record Told(Conversation heard, List<Phase> phases, List<Messages.Stretch> stretches) {
        static Told of(Conversation heard) {
            return new Told(heard, PartiesViewModel.phases(heard), heard.messages().stretches(STRETCHES));
        }
    }

    PartiesViewModel(PartyStage stage, Threads threads) {
        listening = new SideWork<>(threads,
                (asked, progress, cancellation) -> Told.of(stage.listen(asked.experiment, subject, progress, cancellation)));
        listening.stateProperty().subscribe(this::heard);
        round.subscribe(any -> describe());
    }

    /** Null while there is none for the settings that are chosen. */
    ReadOnlyObjectProperty<Conversation> conversationProperty() {
        return conversation.getReadOnlyProperty();
    }

    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    ReadOnlyStringProperty headlineProperty() {
        return headline.getReadOnlyProperty();
    }

    /** What is said in the round that is looked at. */
    ReadOnlyStringProperty whereProperty() {
        return where.getReadOnlyProperty();
    }

    /** The round that is looked at, from 1. */
    IntegerProperty roundProperty() {
        return round;
    }

    int rounds() {
        return conversation.get() == null ? 1 : conversation.get().messages().rounds();
    }

    void goTo(int wanted) {
        round.set(Math.clamp(wanted, 1, Math.max(1, rounds())));
    }

    /** The rounds that are drawn one by one: the first of them. */
    int firstOfWindow() {
        return Math.clamp(round.get() - WINDOW / 3, 1, Math.max(1, rounds() - WINDOW + 1));
    }

    /** To the first round of a phase. */
    void goToPhase(String name) {
        phases().stream().filter(phase -> phase.name().equals(name)).findFirst().ifPresent(phase -> goTo(phase.firstRound()));
    }

    void set(Experiment now) {
        experiment = now;
        ask();
    }

    /** Another record was picked; null while none is known. */
    void choose(Candidate now) {
        subject = now;
        ask();
    }

    void look(boolean now) {
        looking = now;
        ask();
    }

    void mayWork(boolean quiet) {
        listening.mayWork(quiet);
    }

    private void ask() {
        if (looking && experiment != null && subject != null) {
            listening.want(new Asked(experiment, subject.place()));
        }
    }

    private void heard(SideWork.State<Told> state) {
        switch (state) {
            case SideWork.Answered<Told> answered -> {
                note.set("");
                boolean first = conversation.get() == null;
                told = answered.answer();
                conversation.set(told.heard());
                goTo(first ? firstRound(GuardedInference.INFERENCE) : round.get());
                describe();
            }
            case SideWork.Failed<Told> failed -> {
                told = null;
                conversation.set(null);
                note.set(failed.message());
                describe();
            }
            case SideWork.Waiting<Told> waiting -> note.set("The query is asked on shares as soon as nothing else runs.");
            case SideWork.Working<Told> working -> note.set("The parties compute …");
            case SideWork.Idle<Told> idle -> {
            }
        }
    }

    private int firstRound(String phase) {
        return phases().stream().filter(each -> each.name().equals(phase)).mapToInt(Phase::firstRound).findFirst().orElse(1);
    }

    /** The phases in their order. */
    List<Phase> phases() {
        return told == null ? List.of() : told.phases();
    }

    /** The whole conversation in pieces, in their order. */
    List<Messages.Stretch> stretches() {
        return told == null ? List.of() : told.stretches();
    }

    private static List<Phase> phases(Conversation heard) {
        List<Phase> out = new ArrayList<>();
        int before = 0;
        for (Map.Entry<String, String> each : PHASES.entrySet()) {
            Phase phase = phase(heard, each.getKey(), each.getValue(), before + 1);
            before = phase.firstRound() + phase.rounds() - 1;
            out.add(phase);
        }
        return out;
    }

    /** The phase that the messages of a round belong to; empty where there are none, or only what the client files by itself. */
    static String phaseOf(Conversation heard, int round) {
        return heard.messages().between(round, round + 1).stream().map(message -> Messages.phase(message.operation()))
                .filter(PHASES::containsKey).findFirst().orElse("");
    }

    /** What a phase is called: without a guard the servers only turn logits into probabilities where one would be. */
    static String label(String phase, Conversation heard) {
        return phase.equals(GuardedInference.GUARD) && heard.experiment().get(Experiment.GUARD).equals("none") ? "softmax" : phase;
    }

    /** @param earliest the first round that is not the phase's before it: servers need not be in step */
    private static Phase phase(Conversation heard, String name, String meaning, int earliest) {
        int last = earliest;
        boolean waits = name.equals(GuardedInference.WEIGHTS);
        for (Messages.Message message : heard.messages().between(earliest, heard.messages().rounds() + 1)) {
            // What the client is told it files under operations of its own: that the weights are in place, one word, and its answer.
            boolean mine = Messages.phase(message.operation()).equals(name)
                    || message.to().equals(heard.outsiders().getFirst())
                            && (waits && message.words() == 1 || name.equals(GuardedInference.RELEASE));
            last = mine ? message.round() : last;
        }
        Traffic sum = Traffic.NONE;
        for (Party party : heard.costs().keySet()) {
            sum = sum.beside(heard.spent(party, name));
        }
        if (name.equals(GuardedInference.INFERENCE)) {
            Traffic asked = heard.spent(heard.outsiders().getFirst(), GuardedInference.QUERY);
            sum = new Traffic(sum.rounds(), sum.messages() + asked.messages(), sum.bytes() + asked.bytes(), 0);
        }
        return new Phase(name, meaning, earliest, last - earliest + 1, sum.messages(), sum.bytes());
    }

    private void describe() {
        Conversation heard = conversation.get();
        if (heard == null) {
            headline.set("Every message of one query, and what each party holds meanwhile.");
            where.set("");
            return;
        }
        Messages messages = heard.messages();
        long bytes = heard.costs().keySet().stream().mapToLong(party -> heard.spent(party, "").bytes()).sum();
        headline.set("One query, engine " + heard.experiment().get(Experiment.ENGINE) + ", guard "
                + heard.experiment().get(Experiment.GUARD)
                + ": " + count(messages.rounds()) + " rounds, " + count(messages.size()) + " messages, " + bytes(bytes)
                + ". No party sees more than noise, but the client its own answer."
                + (messages.complete() ? "" : " So long a conversation is drawn up to its " + count(messages.rounds()) + "th round only."));
        List<Messages.Message> now = messages.between(round.get(), round.get() + 1);
        String operation = now.isEmpty() ? "" : now.getFirst().operation();
        where.set("Round " + count(round.get()) + " of " + count(messages.rounds()) + ": "
                + (now.isEmpty() ? "no message" : now.size() + (now.size() == 1 ? " message, " : " messages, ")
                        + bytes(now.stream().mapToLong(Messages.Message::bytes).sum()) + ", " + operation.replace("/", " › ")));
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u00a0');
    }

    static String bytes(long bytes) {
        return bytes < 1_000 ? bytes + "\u00a0B"
                : bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f\u00a0kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f\u00a0MB", bytes / 1e6);
    }
}
