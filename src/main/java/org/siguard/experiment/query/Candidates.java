package org.siguard.experiment.query;

import java.util.ArrayList;
import java.util.List;
import org.siguard.data.Dataset;
import org.siguard.experiment.Population;
import org.siguard.ring.Shape;

/**
 * The records that a person may choose from: those that the experiment asks about, members and non-members in turn.
 *
 * @param model  they are asked of
 * @param data   they come from
 * @param shape  of one; a picture is [channels, height, width]
 * @param labels what each label stands for
 */
public record Candidates(String model, String data, Shape shape, List<String> labels, List<Candidate> all) {
    public Candidates {
        labels = List.copyOf(labels);
        all = List.copyOf(all);
    }

    static Candidates of(String model, Population population) {
        Dataset data = population.records();
        List<String> labels = new ArrayList<>();
        for (int label = 0; label < data.classes(); label++) {
            labels.add(data.className(label));
        }
        List<Candidate> all = new ArrayList<>();
        for (int place = 0; place < data.size(); place++) {
            all.add(new Candidate(place, data.labels()[place], Population.isMember(place), data.records().get(place)));
        }
        return new Candidates(model, data.name(), data.record(), labels, all);
    }

    /** Whether records can be drawn as pictures, grey or in colour. */
    public boolean pictures() {
        return shape.rank() == 3 && (shape.extent(0) == 1 || shape.extent(0) == 3);
    }
}
