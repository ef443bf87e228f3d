/**
 * Reports as documents: what they say ({@link org.siguard.report.document.Document}, made of a few kinds of
 * {@link org.siguard.report.document.Block}), and the two ways of writing it down, as one HTML file
 * ({@link org.siguard.report.document.HtmlPage}) and as a PDF ({@link org.siguard.report.document.PdfPages}). Both are made from the
 * same blocks, so that they cannot say different things.
 *
 * <p>Nothing here knows what an attack or a guard is. Start reading at {@link org.siguard.report.document.Block}.
 */
package org.siguard.report.document;
