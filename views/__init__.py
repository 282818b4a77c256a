"""What a person sees. The only room that imports Qt; it reaches data through ``workstation.services`` alone."""
