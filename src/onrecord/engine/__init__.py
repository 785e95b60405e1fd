"""How models run: word pieces, windows, ONNX sessions. Nothing here knows about news."""
