/**
 * Data sets: records with labels ({@link org.siguard.data.Dataset}), generators that make them from a seed
 * ({@link org.siguard.data.Generators}), where data comes from as a value that can be saved ({@link org.siguard.data.DataSource}), and the
 * records of who was in which training set: {@link org.siguard.data.Splits}, {@link org.siguard.data.ShadowHalves}. Files are read in
 * {@code data.files}, and published data sets fetched in {@code data.download}.
 *
 * <p>Nothing here knows of models or attacks. Start reading at {@link org.siguard.data.DataSource}.
 */
package org.siguard.data;
