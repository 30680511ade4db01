lamp-lit = The lamp is lit
