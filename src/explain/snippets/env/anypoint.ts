// Node reads a git-ignored .env by itself: node --env-file=.env app.js

export interface ConnectedApp {
  id: string;
  secret: string;
}

/** The connected app. Fails at start-up when a part is missing. */
export function connectedApp(): ConnectedApp {
  return {
    id: required("ANYPOINT_CLIENT_ID"),
    secret: required("ANYPOINT_CLIENT_SECRET"),
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
