/**
 * What reports say: of a run ({@link org.siguard.report.paper.RunPaper}) and of an audit ({@link org.siguard.report.paper.AuditPaper}),
 * in plain words first ({@link org.siguard.report.paper.PlainWords}).
 *
 * <p>Two rules, which tests hold: no share without its interval, and no sentence that some value would make untrue. How a report is
 * written down is the business of {@code report.document}.
 */
package org.siguard.report.paper;
