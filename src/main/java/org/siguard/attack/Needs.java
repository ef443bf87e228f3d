package org.siguard.attack;

import java.util.ArrayList;
import java.util.List;
import org.siguard.base.UserMistake;

/**
 * What an attacker must have for an attack: the price, known before it starts.
 *
 * @param labels       the true labels of the records under attack
 * @param queries      queries a record; 1 is the released vector that is there anyway, more are asked of an {@link Oracle}
 * @param shadows      shadow models, each on data of the attacker's own
 * @param references   reference models, whose outputs on the records under attack are known
 * @param population   outputs on other records of the same kind (RMIA's z)
 * @param steps        how many steps, or how long, each answer took
 * @param randomInputs what the target releases for random inputs
 */
public record Needs(boolean labels, int queries, int shadows, int references, boolean population, boolean steps, boolean randomInputs) {
    /** The released vectors and nothing else. */
    public static final Needs VECTORS = new Needs(false, 1, 0, 0, false, false, false);

    public Needs withLabels() {
        return new Needs(true, queries, shadows, references, population, steps, randomInputs);
    }

    public Needs withQueries(int count) {
        return new Needs(labels, count, shadows, references, population, steps, randomInputs);
    }

    public Needs withShadows(int count) {
        return new Needs(labels, queries, count, references, population, steps, randomInputs);
    }

    public Needs withReferences(int count) {
        return new Needs(labels, queries, shadows, count, population, steps, randomInputs);
    }

    public Needs withPopulation() {
        return new Needs(labels, queries, shadows, references, true, steps, randomInputs);
    }

    public Needs withSteps() {
        return new Needs(labels, queries, shadows, references, population, true, randomInputs);
    }

    public Needs withRandomInputs() {
        return new Needs(labels, queries, shadows, references, population, steps, true);
    }

    /**
     * What it will take.
     *
     * @param records under attack
     * @param own     the attacker's own records, on which it does the same to fit
     */
    public Cost cost(int records, int own) {
        return new Cost((long) queries * records, shadows > 0 ? (long) queries * own : 0, shadows + references);
    }

    /** Whether nothing is needed that is not there. */
    public boolean within(Needs there) {
        return (there.labels || !labels) && queries <= there.queries && shadows <= there.shadows && references <= there.references
                && (there.population || !population) && (there.steps || !steps) && (there.randomInputs || !randomInputs);
    }

    /** For a list of attacks, or a dialogue before they start. */
    public String inWords() {
        List<String> parts = new ArrayList<>();
        parts.add(queries == 1 ? "one query a record" : queries + " queries a record");
        if (labels) {
            parts.add("the true labels");
        }
        if (shadows > 0) {
            parts.add(shadows == 1 ? "one shadow model" : shadows + " shadow models");
        }
        if (references > 0) {
            parts.add(references + " reference models or more");
        }
        if (population) {
            parts.add("outputs on other records of the same kind");
        }
        if (steps) {
            parts.add("the steps each answer took");
        }
        if (randomInputs) {
            parts.add("outputs on random inputs");
        }
        return String.join(", ", parts);
    }

    /** Says what is missing, and how to get it; records that nobody asks about miss nothing. */
    public void check(String attack, Evidence evidence) {
        if (evidence.target().size() == 0) {
            return;
        }
        Preparation own = evidence.own();
        require(own.shadows().size() >= shadows, attack, "it takes " + shadows + " shadow models and there are " + own.shadows().size(),
                "train more of them");
        int models = own.references() == null ? 0 : own.references().models();
        require(models >= references, attack, "it takes " + references + " reference models and there are " + models,
                "train more of them, and ask them about the records under attack");
        require(!population || own.population() != null, attack, "it compares with a population and there is none",
                "ask target and reference models about other records of the same kind");
        require(!randomInputs || evidence.randomOutputs().length > 0, attack, "it reads outputs on random inputs and there are none",
                "ask the target about random inputs");
        check(attack, "the records under attack", evidence.target());
        for (Shadow shadow : shadows == 0 ? List.<Shadow>of() : own.shadows()) {
            require(shadow.members().size() > 0 && shadow.nonMembers().size() > 0, attack, "the shadow has "
                    + shadow.members().size() + " members and " + shadow.nonMembers().size() + " non-members",
                    "give at least one of each, fitting needs both");
            check(attack, "the shadow's members", shadow.members());
            check(attack, "the shadow's non-members", shadow.nonMembers());
            requireClasses(attack, evidence.target(), shadow.members());
            requireClasses(attack, evidence.target(), shadow.nonMembers());
        }
    }

    private void check(String attack, String whose, Observation seen) {
        require(!steps || seen.steps() != null, attack, "the steps taken for " + whose + " are not known",
                "record them with the queries; a guard of fixed length has none to read");
        require(queries == 1 || seen.oracle() != null, attack, "it asks " + queries + " queries a record and cannot ask about " + whose,
                "give it the records and someone to ask");
    }

    private static void requireClasses(String attack, Observation target, Observation shadow) {
        require(target.classes() == shadow.classes(), attack, "the shadow tells " + shadow.classes() + " classes apart, the target "
                + target.classes(), "take models of the same classes");
    }

    private static void require(boolean there, String attack, String what, String remedy) {
        if (!there) {
            throw new UserMistake("Attack " + attack + ": " + what + "; " + remedy + ".");
        }
    }

    /**
     * @param targetQueries asked of the service under attack
     * @param ownQueries    asked of the attacker's own models, to fit
     * @param models        to train, where nobody has them yet
     */
    public record Cost(long targetQueries, long ownQueries, int models) {
    }
}
