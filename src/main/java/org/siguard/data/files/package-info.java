/**
 * The files people have: CIFAR binaries, IDX, folders of pictures, CSV and NPZ tables, read into a {@link org.siguard.data.Dataset} and,
 * where a program may want them, written. One format to a file. Nothing here believes a file: a length it names is checked before
 * memory is taken for it, and what is wrong is told with file and place.
 *
 * <p>What may not live here: anything that makes data, or knows of models. Start reading at {@link org.siguard.data.files.DataFiles}.
 */
package org.siguard.data.files;
