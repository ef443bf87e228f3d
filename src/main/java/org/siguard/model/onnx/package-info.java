/**
 * Models from and to ONNX files. {@link org.siguard.model.onnx.OnnxImport} reads what people export from PyTorch: CNNs and
 * MLPs, operator sets 11 to 21; {@link org.siguard.model.onnx.OnnxExport} writes our own models, the same bytes every time.
 *
 * <p>The message classes are Tribuo's; nothing outside of this package knows of them. A file may come from anywhere:
 * {@code OnnxFile} bounds what it may cost before anything is made of it, and whatever is wrong with it is a
 * {@link org.siguard.base.UserMistake} that names file and node. Start reading at {@link org.siguard.model.onnx.OnnxImport}.
 */
package org.siguard.model.onnx;
