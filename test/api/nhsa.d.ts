// @forecheck/nhsa, as built. `npm run api:update` writes this file.

export {};
