// Everything from this server: no fonts, no proxy, no assistant, no telemetry of Scalar's.
Scalar.createApiReference('#app', {
    url: '/openapi.json',
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    mcp: { disabled: true },
});
