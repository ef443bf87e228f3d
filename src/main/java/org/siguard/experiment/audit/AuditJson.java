package org.siguard.experiment.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.JsonObject;

/** Audits as JSON, for programs. */
public final class AuditJson {
    private static final String FORMAT = "siguard-audit";
    private static final int VERSION = 1;

    private AuditJson() {
    }

    public static ObjectNode of(List<AuditResult> results) {
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION);
        ArrayNode audits = json.putArray("audits");
        results.forEach(result -> audits.add(of(result)));
        return json;
    }

    private static ObjectNode of(AuditResult result) {
        ObjectNode json = JsonObject.create().put("sample", result.audit().sample()).put("references", result.audit().references())
                .put("seed", result.audit().seed()).put("members", result.members()).put("nonMembers", result.nonMembers());
        json.set("gap", of(result.gap()));
        ArrayNode channels = json.putArray("channels");
        result.channels().forEach(finding -> channels.add(of(finding)));
        return json;
    }

    private static ObjectNode of(AuditResult.Finding finding) {
        ObjectNode json = JsonObject.create().put("released", finding.channel()).put("guarded", finding.guarded());
        ObjectNode strongest = json.putObject("strongest").put("attack", finding.strongest().attack())
                .put("inverted", finding.strongest().inverted()).put("compared", finding.strongest().compared());
        strongest.set("corrected", of(finding.strongest().corrected()));
        AuditResult.Utility utility = finding.utility();
        ObjectNode worth = json.putObject("utility").put("labelKept", utility.labelKept()).put("orderKept", utility.orderKept())
                .put("distortion", utility.distortion()).put("calibrationError", utility.calibration())
                .put("unchanged", utility.unchanged());
        worth.set("top1", of(utility.top1()));
        if (finding.guarded()) {
            json.put("roundsAQuery", finding.rounds()).put("bytesAQuery", finding.bytes());
        }
        ArrayNode attacks = json.putArray("attacks");
        finding.attacks().forEach(figures -> attacks.add(of(figures)));
        return json;
    }

    private static ObjectNode of(AttackFigures figures) {
        ObjectNode json = JsonObject.create().put("attack", figures.attack()).put("inverted", figures.inverted());
        json.set("accuracy", of(figures.accuracy()));
        json.set("area", of(figures.area()));
        ArrayNode low = json.putArray("truePositives");
        figures.truePositives().forEach(rate -> {
            ObjectNode entry = low.addObject().put("label", rate.label());
            rate.rate().ifPresent(value -> entry.set("rate", of(value)));
        });
        return json;
    }

    private static ObjectNode of(Estimate estimate) {
        return JsonObject.create().put("value", estimate.value()).put("low", estimate.low()).put("high", estimate.high());
    }
}
