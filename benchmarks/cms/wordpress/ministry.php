<?php
/* Plugin Name: What a ministry's site has beside its posts: events, vacancies and tenders as types of their own. */
add_action('init', function () {
    foreach (['event' => ['Events', 'events'], 'vacancy' => ['Vacancies', 'vacancies'], 'tender' => ['Tenders', 'tenders']] as $type => $names) {
        register_post_type($type, [
            'label' => $names[0], 'public' => true, 'has_archive' => $names[1], 'rewrite' => ['slug' => $names[1]],
            'show_in_rest' => true, 'supports' => ['title', 'editor'],
        ]);
    }
});
