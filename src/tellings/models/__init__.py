"""Running what is shipped: the encoder with its heads, as int8 ONNX on the CPU."""
