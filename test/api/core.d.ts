// @forecheck/core, as built. `npm run api:update` writes this file.

export {};
