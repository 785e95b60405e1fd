"""How the reader was made: silver labels, training, export to ONNX, calibration (see ../README.md)."""
