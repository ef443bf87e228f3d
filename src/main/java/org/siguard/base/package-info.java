/**
 * What every room may need and nothing else: parameter declarations ({@link org.siguard.base.Parameter}), the settings that
 * hold their values, cancellation, progress, files that are written whole or not at all, and the one exception a user may see.
 *
 * <p>Nothing here knows of shares, models or windows. Start reading at {@link org.siguard.base.Parameter}.
 */
package org.siguard.base;
