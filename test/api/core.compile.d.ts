// @forecheck/core/compile, as built. `npm run api:update` writes this file.

export {};
