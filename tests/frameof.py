"""What a browser's film shows, as pixels."""

# JavaScript: `await frameOf(video)` is a canvas context on which the film's present picture is drawn. It
# looks until there is one: a decoded frame may not be there to draw yet, and an event for it may have passed.
FRAME_OF = """
const frameOf = async (video) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const drawn = () => {
        context.drawImage(video, 0, 0);
        return context.getImageData(0, 0, 1, 1).data[3] === 255;
    };
    while (!drawn()) await new Promise((again) => setTimeout(again, 5));
    return context;
};
"""
