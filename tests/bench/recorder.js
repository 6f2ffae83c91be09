// Runs before the page's own scripts: notes when the chart is drawn and on screen, and on request the frames.
(() => {
    const bench = { painted: null, frames: [], nodes: 0, running: false };
    const mark = performance.mark.bind(performance);
    performance.mark = (name, options) => {
        const made = mark(name, options);
        // The first callback runs before the frame that shows the drawing, the second after it.
        if (name === "chart:drawn" && bench.painted === null) {
            requestAnimationFrame(() => requestAnimationFrame((now) => { bench.painted = now; }));
        }
        return made;
    };
    bench.firstPaint = () => {
        const [data] = performance.getEntriesByName("chart:data");
        return data && bench.painted !== null ? bench.painted - data.startTime : null;
    };
    const count = () => {
        const drawing = document.querySelector("[data-timeline] svg") ?? document.querySelector("[data-timeline]");
        bench.nodes = Math.max(bench.nodes, drawing ? drawing.querySelectorAll("*").length : 0);
    };
    const frame = (now) => {
        if (!bench.running) return;
        bench.frames.push(now);
        if (bench.frames.length % 5 === 0) count();
        requestAnimationFrame(frame);
    };
    bench.start = () => { count(); bench.running = true; requestAnimationFrame(frame); };
    bench.stop = () => {
        bench.running = false;
        count();
        const times = bench.frames.slice(1).map((now, place) => now - bench.frames[place]);
        return { times, nodes: bench.nodes };
    };
    globalThis.bench = bench;
})();
