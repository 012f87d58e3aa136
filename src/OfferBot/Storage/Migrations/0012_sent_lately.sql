-- "Was anything sent lately?", asked by whoever watches over the program.
CREATE INDEX deliveries_sent ON deliveries (settled_at) WHERE state = 'sent';
