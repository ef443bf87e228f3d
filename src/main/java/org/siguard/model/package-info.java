/**
 * Networks: what they are ({@link org.siguard.model.ModelSpec}), their weights ({@link org.siguard.model.Model}), their files, and
 * their execution, plain ({@link org.siguard.model.PlainInference}) and in shares ({@link org.siguard.model.SharedModel}).
 *
 * <p>Nothing here trains, and nothing here knows where records come from.
 */
package org.siguard.model;
