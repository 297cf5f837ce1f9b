-- Expand: old readers keep working, because nothing writes a null until the flag `new-price` is turned on.
SET lock_timeout = '2s';
ALTER TABLE products ADD COLUMN list_price integer;
