"""Training pipeline of Heirloom's denoising prior; run it as `python -m training`."""
