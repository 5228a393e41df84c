"""An open session and the meetings of this laptop, without a screen."""
