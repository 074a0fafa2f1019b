"""Our page beside what readers know: TimelineJS, vis-timeline, ECharts and plain plotly.js, with the same events."""
